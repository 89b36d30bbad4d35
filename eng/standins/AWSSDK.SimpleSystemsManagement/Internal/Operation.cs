using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>One operation of the protocol AWS JSON 1.1: POST /, its name in a header, JSON both ways.</summary>
internal static class Operation
{
    public static InvokeOptions Of<TRequest, TResponse>(
        string name,
        Action<Utf8JsonWriter, TRequest> write,
        Action<JsonElement, TResponse> read,
        IReadOnlyDictionary<string, ErrorMaker> errors)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(name, write),
            ResponseUnmarshaller = new ResponseUnmarshaller<TResponse>(read, errors),
        };

    private sealed class RequestMarshaller<TRequest>(string name, Action<Utf8JsonWriter, TRequest> write)
        : IMarshaller<IRequest, AmazonWebServiceRequest>
        where TRequest : AmazonWebServiceRequest
    {
        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            using var body = new MemoryStream();
            using (var writer = new Utf8JsonWriter(body))
            {
                writer.WriteStartObject();
                write(writer, (TRequest)input);
                writer.WriteEndObject();
            }

            return new DefaultRequest(input, "Amazon.SimpleSystemsManagement")
            {
                HttpMethod = "POST",
                ResourcePath = "/",
                Content = body.ToArray(),
                Headers =
                {
                    ["X-Amz-Target"] = $"AmazonSSM.{name}",
                    ["Content-Type"] = "application/x-amz-json-1.1",
                    ["x-amz-api-version"] = "2014-11-06",
                },
            };
        }
    }
}
