"""Every request that our Gemini client encodes, read by Google's published types."""
import copy
import json

import google.ai.generativelanguage_v1beta as gemini
import pydantic
import pytest
from bodies import dumped
from google.genai import types
from google.protobuf import json_format


def strict(kind, body):
    """The protobuf message of the body; an unknown member or a wrong type is an error."""
    return json_format.Parse(json.dumps(body), kind.pb(kind()))


def without_newer_members(body):
    """The published protobuf types lag behind the service: what they lack is checked by the types of google-genai."""
    older = copy.deepcopy(body)
    older.get("generationConfig", {}).get("thinkingConfig", {}).pop("thinkingLevel", None)
    return older


def test_the_swift_tests_have_written_requests():
    assert dumped("gemini-*.json"), "no gemini-*.json: run bin/test unit first, with the same SHUBHSTRA_DUMP"


def test_googles_protobuf_types_read_the_request(gemini_body):
    message = strict(gemini.GenerateContentRequest, without_newer_members(gemini_body))
    assert message.contents and all(part.WhichOneof("data") for turn in message.contents for part in turn.parts)


def test_googles_client_types_read_the_parts(gemini_body):
    types.GenerationConfig.model_validate(gemini_body.get("generationConfig", {}))
    for content in [*gemini_body["contents"], gemini_body["systemInstruction"]]:
        types.Content.model_validate(content)
    for tool in gemini_body.get("tools", []):
        types.Tool.model_validate(tool)


def test_turns_are_of_the_user_or_the_model_and_the_last_is_the_users(gemini_body):
    roles = [turn["role"] for turn in gemini_body["contents"]]
    assert set(roles) <= {"user", "model"} and roles[0] == "user" and roles[-1] == "user", roles


def test_members_that_current_models_refuse_are_left_out(gemini_body):
    settings = gemini_body.get("generationConfig", {})
    assert not {"temperature", "topP", "topK"} & settings.keys()
    thinking = settings.get("thinkingConfig", {})
    assert not {"thinkingLevel", "thinkingBudget"} <= thinking.keys()


def test_a_misspelt_member_is_refused():
    with pytest.raises(json_format.ParseError):
        strict(gemini.GenerateContentRequest, {"contents": [{"role": "user", "parts": [{"txt": "hi"}]}]})
    with pytest.raises(pydantic.ValidationError):
        types.GenerationConfig.model_validate({"thinkingConfig": {"thinkingLevl": "LOW"}})
