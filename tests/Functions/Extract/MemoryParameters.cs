using Amazon;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Tests.Functions.Extract;

/// <summary>
/// Parameter Store's client with its two calls answered from memory; what is encrypted stays so unless asked.
/// </summary>
internal sealed class MemoryParameters()
    : AmazonSimpleSystemsManagementClient(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
{
    public Dictionary<string, string> Values { get; } = [];

    public Dictionary<string, DateTimeOffset> LastModified { get; } = [];

    /// <summary>What was written, in order.</summary>
    public List<PutParameterRequest> Written { get; } = [];

    /// <summary>What writing throws; null where it is written.</summary>
    public Func<Exception?> OnWrite { get; set; } = () => null;

    /// <summary>Runs before each call, and after it has had its effect.</summary>
    public Action OnCall { get; set; } = () => { };

    /// <summary>What is written gets this time.</summary>
    public DateTimeOffset Now { get; set; }

    public override Task<PutParameterResponse> PutParameterAsync(
        PutParameterRequest request, CancellationToken cancellationToken = default)
    {
        OnCall();
        if (OnWrite() is { } failure)
        {
            throw failure;
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
