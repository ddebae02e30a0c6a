extension GeminiShape {
    static let request = GeminiShape.object([
        "model": .string, "contents": .list(content), "systemInstruction": content, "tools": .list(tool),
        "toolConfig": toolConfig, "safetySettings": .list(safetySetting), "generationConfig": generationConfig,
        "cachedContent": .string,
    ])

    static let schemaMembers: [String: GeminiShape] = [
        "type": .string, "format": .string, "title": .string, "description": .string, "nullable": .boolean,
        "default": .anything, "example": .anything, "enum": .list(.string), "items": .schema, "minItems": .number,
        "maxItems": .number, "properties": .map(.schema), "propertyOrdering": .list(.string),
        "required": .list(.string), "minProperties": .number, "maxProperties": .number, "minimum": .number,
        "maximum": .number, "minLength": .number, "maxLength": .number, "pattern": .string,
        "anyOf": .list(.schema), "additionalProperties": .anything, "ref": .string, "defs": .map(.schema),
    ]

    private static let content = GeminiShape.object(["role": .word(["user", "model"]), "parts": .list(part)])

    private static let part = GeminiShape.object([
        "text": .string, "thought": .boolean, "thoughtSignature": .bytes,
        "inlineData": .object(["mimeType": .string, "data": .bytes, "displayName": .string]),
        "fileData": .object(["mimeType": .string, "fileUri": .string, "displayName": .string]),
        "functionCall": .object(["id": .string, "name": .string, "args": .map(.anything)]),
        "functionResponse": .object([
            "id": .string, "name": .string, "response": .map(.anything), "willContinue": .boolean,
            "scheduling": .string, "parts": .anything,
        ]),
        "executableCode": .anything, "codeExecutionResult": .anything, "videoMetadata": .anything,
        "mediaResolution": .anything, "partMetadata": .anything,
    ])

    private static let tool = GeminiShape.object([
        "functionDeclarations": .list(
            .object([
                "name": .string, "description": .string, "behavior": .string, "parameters": .schema,
                "parametersJsonSchema": .anything, "response": .schema, "responseJsonSchema": .anything,
            ])),
        "googleSearch": .anything, "codeExecution": .anything, "urlContext": .anything,
        "googleSearchRetrieval": .anything, "googleMaps": .anything, "fileSearch": .anything,
        "computerUse": .anything, "mcpServers": .anything,
    ])

    private static let toolConfig = GeminiShape.object([
        "functionCallingConfig": .object([
            "mode": .word(["MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED"]),
            "allowedFunctionNames": .list(.string),
        ]),
        "retrievalConfig": .anything, "includeServerSideToolInvocations": .boolean,
    ])

    private static let safetySetting = GeminiShape.object([
        "category": .word(
            Set(
                ["HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT", "CIVIC_INTEGRITY"].map {
                    "HARM_CATEGORY_" + $0
                })),
        "threshold": .word([
            "HARM_BLOCK_THRESHOLD_UNSPECIFIED", "BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH",
            "BLOCK_NONE", "OFF",
        ]),
    ])

    private static let generationConfig = GeminiShape.object([
        "maxOutputTokens": .number, "responseMimeType": .word(["text/plain", "application/json", "text/x.enum"]),
        "responseSchema": .schema, "responseJsonSchema": .anything, "temperature": .number, "topP": .number,
        "topK": .number, "candidateCount": .number, "stopSequences": .list(.string), "seed": .number,
        "presencePenalty": .number, "frequencyPenalty": .number, "responseLogprobs": .boolean, "logprobs": .number,
        "responseModalities": .list(.string), "mediaResolution": .string, "speechConfig": .anything,
        "enableEnhancedCivicAnswers": .boolean, "imageConfig": .anything,
        "thinkingConfig": .object([
            "includeThoughts": .boolean, "thinkingBudget": .number,
            "thinkingLevel": .word(["THINKING_LEVEL_UNSPECIFIED", "LOW", "MEDIUM", "HIGH"]),
        ]),
    ])
}
