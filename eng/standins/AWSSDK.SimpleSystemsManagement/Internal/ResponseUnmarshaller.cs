using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>Makes the exception of one error code.</summary>
internal delegate AmazonSimpleSystemsManagementException ErrorMaker(ErrorResponse error);

/// <summary>Reads an answer, or the exception that an error answer describes.</summary>
internal sealed class ResponseUnmarshaller<TResponse>(
    Action<JsonElement, TResponse> read, IReadOnlyDictionary<string, ErrorMaker> errors) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        using var body = JsonDocument.Parse(context.Stream);
        var response = new TResponse();
        read(body.RootElement, response);
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return error.Code is not null && errors.TryGetValue(error.Code, out var make)
            ? make(error)
            : new AmazonSimpleSystemsManagementException(
                error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode);
    }
}
