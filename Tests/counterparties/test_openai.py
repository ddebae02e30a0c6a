"""OpenAI's own Python client talks to the sandbox's stand-in for a model in the house."""
import json
from base64 import b64encode

import openai
import pytest
from openai import OpenAI
from sandbox import PNG, VOICE

MODEL = "llama3.2:latest"
SCHEMA = {"type": "object", "properties": {"reply": {"type": "string"}, "needs_human": {"type": "boolean"}},
          "required": ["reply", "needs_human"]}
MESSAGES = [{"role": "system", "content": "# Knowledge\n\n## Opening hours\nWe open at nine."},
            {"role": "user", "content": "What are your opening hours?"}]


@pytest.fixture
def client(sandbox):
    return OpenAI(base_url=sandbox.url + "/v1", api_key="x", max_retries=0)


@pytest.fixture
def trouble(sandbox):
    """Sets what is wrong with the model, and puts it right after the test."""
    yield lambda word: sandbox.control("POST", "model", {"trouble": word})
    sandbox.control("POST", "model", {"trouble": None, "text": None, "transcript": None, "description": None})


def ask(client, **more):
    return client.chat.completions.create(model=MODEL, messages=MESSAGES, **more)


def test_it_lists_the_models(client):
    assert MODEL in [model.id for model in client.models.list()]


def test_it_reads_an_answer(client):
    answer = ask(client)
    assert answer.choices[0].message.content == "We open at nine."
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


def test_it_reads_a_stream(client):
    chunks = list(ask(client, stream=True, stream_options={"include_usage": True}))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices) == "We open at nine."
    assert chunks[-1].choices == [] and chunks[-1].usage.total_tokens > 0


def test_it_gets_json_where_it_gives_a_schema(client):
    form = {"type": "json_schema", "json_schema": {"name": "reply", "schema": SCHEMA}}
    answer = json.loads(ask(client, response_format=form).choices[0].message.content)
    assert answer == {"reply": "We open at nine.", "needs_human": False}


def test_content_in_parts_is_read(client):
    parts = [{"type": "text", "text": "What are your opening hours?"}]
    answer = client.chat.completions.create(model=MODEL, messages=[MESSAGES[0], {"role": "user", "content": parts}])
    assert answer.choices[0].message.content == "We open at nine."


@pytest.mark.parametrize("word, error", [
    ("rate_limited", openai.RateLimitError), ("bad_key", openai.AuthenticationError),
    ("not_found", openai.NotFoundError), ("error_500", openai.InternalServerError),
    ("error_503", openai.InternalServerError),
])
def test_it_understands_what_is_wrong(client, trouble, word, error):
    trouble(word)
    with pytest.raises(error) as raised:
        ask(client)
    assert raised.value.body["message"]


@pytest.mark.parametrize("word, finish", [("blocked", "content_filter"), ("max_tokens", "length"), ("empty", "stop")])
def test_it_reads_what_is_no_full_answer(client, trouble, word, finish):
    trouble(word)
    assert ask(client).choices[0].finish_reason == finish


def test_what_no_server_takes_is_refused(client):
    with pytest.raises(openai.BadRequestError):
        client.chat.completions.create(model=MODEL, messages=[])


def transcribe(client, name="voice.ogg", **more):
    return client.audio.transcriptions.create(model="whisper-1", file=(name, VOICE), **more)


def test_a_voice_note_is_written_down(client, sandbox):
    sandbox.control("POST", "model", {"transcript": "कब खुलता है?"})
    try:
        assert transcribe(client).text == "कब खुलता है?"
        assert transcribe(client, response_format="text").strip() == "कब खुलता है?"
        verbose = transcribe(client, response_format="verbose_json", language="hi")
        assert verbose.text == "कब खुलता है?" and verbose.language == "hi" and verbose.duration > 0
        assert [segment.text for segment in verbose.segments] == ["कब खुलता है?"]
        assert 0 <= verbose.segments[0].no_speech_prob < 0.6
    finally:
        sandbox.control("POST", "model", {"transcript": None})
    noted = sandbox.control("GET", "model/requests")["requests"][-1]["body"]
    assert noted["file_name"] == "voice.ogg" and noted["bytes"] == len(VOICE)


@pytest.mark.parametrize("word, error", [
    ("rate_limited", openai.RateLimitError), ("bad_key", openai.AuthenticationError),
    ("not_found", openai.NotFoundError), ("error_500", openai.InternalServerError),
    ("error_503", openai.InternalServerError), ("blocked", openai.BadRequestError),
])
def test_it_understands_why_nothing_was_written_down(client, trouble, word, error):
    trouble(word)
    with pytest.raises(error) as raised:
        transcribe(client)
    assert raised.value.body["message"]


def test_silence_has_no_words(client, trouble):
    trouble("empty")
    verbose = transcribe(client, response_format="verbose_json")
    assert verbose.text == "" and verbose.segments == []


def test_a_file_of_another_kind_is_refused(client):
    with pytest.raises(openai.BadRequestError):
        transcribe(client, name="voice.exe")


def test_a_picture_is_described(client, sandbox):
    sandbox.control("POST", "model", {"description": "A hand."})
    url = "data:image/png;base64," + b64encode(PNG).decode()
    try:
        parts = [{"type": "text", "text": "What is it?"}, {"type": "image_url", "image_url": {"url": url}}]
        answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": parts}])
    finally:
        sandbox.control("POST", "model", {"description": None})
    assert answer.choices[0].message.content == "A hand."
