using Amazon;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Tests.Support;

/// <summary>A client of Parameter Store whose two calls are answered from memory. Encrypted values stay so unless
/// requested.</summary>
internal sealed class MemoryParameters()
    : AmazonSimpleSystemsManagementClient(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
{
    public Dictionary<string, string> Values { get; } = [];
    public Dictionary<string, DateTimeOffset> LastModified { get; } = [];
    public List<PutParameterRequest> Written { get; } = [];

    /// <summary>The exception of a write; null if the parameter is written.</summary>
    public Func<Exception?> OnWrite { get; set; } = () => null;

    /// <summary>The action before each call, and after its effect.</summary>
    public Action OnCall { get; set; } = () => { };

    public DateTimeOffset Now { get; set; }

    public override Task<PutParameterResponse> PutParameterAsync(
        PutParameterRequest request, CancellationToken cancellationToken = default)
    {
        OnCall();
        if (OnWrite() is { } failure)
        {
            throw failure;
        }

        if (request.Overwrite != true && Values.ContainsKey(request.Name))
        {
            throw new ParameterAlreadyExistsException("it exists") { ErrorCode = "ParameterAlreadyExists" };
        }

        Written.Add(request);
        Values[request.Name] = request.Value;
        LastModified[request.Name] = Now;
        OnCall();
        return Task.FromResult(new PutParameterResponse());
    }

    public override Task<GetParameterResponse> GetParameterAsync(
        GetParameterRequest request, CancellationToken cancellationToken = default)
    {
        OnCall();
        return Values.TryGetValue(request.Name, out var value)
            ? Task.FromResult(new GetParameterResponse
            {
                Parameter = new Parameter
                {
                    Name = request.Name,
                    Value = request.WithDecryption == true ? value : "AQICAHencrypted",
                    LastModifiedDate = LastModified.TryGetValue(request.Name, out var time) ? time.UtcDateTime : null,
                },
            })
            : throw new ParameterNotFoundException("no such parameter") { ErrorCode = "ParameterNotFound" };
    }
}
