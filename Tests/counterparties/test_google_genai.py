"""Google's own Gemini client talks to the sandbox."""
import json

import google.ai.generativelanguage_v1beta as gemini
import pytest
from google import genai
from google.genai import errors, types
from google.protobuf import json_format
from google.rpc import error_details_pb2, status_pb2  # noqa: F401  (the first registers the types of details)
from program import call

MODEL = "gemini-3.8-flash"


@pytest.fixture
def client(sandbox):
    return genai.Client(api_key="a-key", http_options=types.HttpOptions(base_url=sandbox.url))


@pytest.fixture
def trouble(sandbox):
    """Sets what is wrong with the model, and puts it right after the test."""
    yield lambda word: sandbox.control("POST", "model", {"trouble": word})
    sandbox.control("POST", "model", {"trouble": None, "text": None})


def raw(sandbox, body):
    url = f"{sandbox.url}/v1beta/models/{MODEL}:generateContent"
    status, text = call("POST", url, body, {"x-goog-api-key": "a-key"})
    return status, json.loads(text)


def test_it_reads_an_answer(client):
    answer = client.models.generate_content(model=MODEL, contents="hi")
    assert answer.text and answer.candidates[0].finish_reason == types.FinishReason.STOP
    assert answer.usage_metadata.total_token_count > 0


def test_it_reads_a_stream(client, sandbox):
    chunks = list(client.models.generate_content_stream(model=MODEL, contents="hi"))
    assert "".join(chunk.text or "" for chunk in chunks)
    assert chunks[-1].candidates[0].finish_reason == types.FinishReason.STOP


def test_it_gets_json_where_it_gives_a_schema(client):
    schema = {"type": "object", "properties": {"reply": {"type": "string"}, "needs_human": {"type": "boolean"}},
              "required": ["reply", "needs_human"]}
    settings = types.GenerateContentConfig(system_instruction="## Opening hours\nWe open at nine.",
                                           response_mime_type="application/json", response_json_schema=schema)
    answer = client.models.generate_content(model=MODEL, contents="What are your opening hours?", config=settings)
    assert "nine" in json.loads(answer.text)["reply"]


def test_the_answer_parses_strictly(sandbox):
    status, body = raw(sandbox, {"contents": [{"role": "user", "parts": [{"text": "hi"}]}]})
    assert status == 200
    json_format.ParseDict(body, gemini.GenerateContentResponse.pb(gemini.GenerateContentResponse()))


def test_a_misspelt_member_is_refused_in_googles_form(sandbox):
    status, body = raw(sandbox, {"contents": [{"role": "user", "parts": [{"txt": "hi"}]}]})
    assert (status, body["error"].pop("status")) == (400, "INVALID_ARGUMENT")
    refusal = json_format.ParseDict(body["error"], status_pb2.Status())
    assert "txt" in refusal.message


@pytest.mark.parametrize("word, code, kind", [
    ("rate_limited", 429, errors.ClientError), ("quota_day", 429, errors.ClientError), ("bad_key", 400, errors.ClientError),
    ("not_found", 404, errors.ClientError), ("error_500", 500, errors.ServerError), ("error_503", 503, errors.ServerError)])
def test_it_understands_a_failure(client, trouble, word, code, kind):
    trouble(word)
    with pytest.raises(kind) as failure:
        client.models.generate_content(model=MODEL, contents="hi")
    assert failure.value.code == code and failure.value.status


@pytest.mark.parametrize("word", ["blocked", "empty", "no_content", "safety", "max_tokens"])
def test_it_understands_an_answer_that_is_none(client, trouble, word):
    trouble(word)
    answer = client.models.generate_content(model=MODEL, contents="hi")
    reason = answer.candidates[0].finish_reason if answer.candidates else None
    if word == "blocked":
        assert not answer.candidates and answer.prompt_feedback.block_reason
    elif word in ("safety", "max_tokens"):
        assert reason == types.FinishReason[word.upper()]
    else:
        assert not answer.text
