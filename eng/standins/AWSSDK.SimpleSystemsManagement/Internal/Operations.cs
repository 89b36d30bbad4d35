using System.Text.Json;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement.Model;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>The operations, each with the errors that the service's model lists for it.</summary>
internal static class Operations
{
    private static readonly ErrorMaker InternalServerError = e => new InternalServerErrorException(
        e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode);

    private static readonly ErrorMaker InvalidKeyId = e => new InvalidKeyIdException(
        e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode);

    public static InvokeOptions GetParameter { get; } = Operation.Of<GetParameterRequest, GetParameterResponse>(
        "GetParameter",
        (json, request) =>
        {
            WriteString(json, "Name", request.Name);
            WriteBoolean(json, "WithDecryption", request.WithDecryption);
        },
        (json, response) => response.Parameter =
            json.TryGetProperty("Parameter", out var parameter) ? Parameter(parameter) : null,
        new Dictionary<string, ErrorMaker>
        {
            ["InternalServerError"] = InternalServerError,
            ["InvalidKeyId"] = InvalidKeyId,
            ["ParameterNotFound"] = e => new ParameterNotFoundException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["ParameterVersionNotFound"] = e => new ParameterVersionNotFoundException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        });

    public static InvokeOptions PutParameter { get; } = Operation.Of<PutParameterRequest, PutParameterResponse>(
        "PutParameter",
        (json, request) =>
        {
            WriteString(json, "KeyId", request.KeyId);
            WriteString(json, "Name", request.Name);
            WriteBoolean(json, "Overwrite", request.Overwrite);
            WriteString(json, "Type", request.Type?.Value);
            WriteString(json, "Value", request.Value);
        },
        (_, _) => { },
        new Dictionary<string, ErrorMaker>
        {
            ["InternalServerError"] = InternalServerError,
            ["InvalidKeyId"] = InvalidKeyId,
            ["ParameterAlreadyExists"] = e => new ParameterAlreadyExistsException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
            ["TooManyUpdates"] = e => new TooManyUpdatesException(
                e.Message, e.InnerException, e.Type, e.Code, e.RequestId, e.StatusCode),
        });

    private static Parameter Parameter(JsonElement json) => new()
    {
        LastModifiedDate = json.TryGetProperty("LastModifiedDate", out var seconds)
            ? DateTime.UnixEpoch.AddSeconds(seconds.GetDouble())
            : null,
        Name = Text(json, "Name"),
        Value = Text(json, "Value"),
    };

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static void WriteString(Utf8JsonWriter json, string name, string value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteBoolean(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is not null)
        {
            json.WriteBoolean(name, value.Value);
        }
    }
}
