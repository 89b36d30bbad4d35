using Amazon;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace Tests.Functions.Extract;

/// <summary>
/// Parameter Store's client with its one call answered from memory; what is encrypted stays so unless asked.
/// </summary>
internal sealed class MemoryParameters()
    : AmazonSimpleSystemsManagementClient(new AnonymousAWSCredentials(), RegionEndpoint.EUCentral1)
{
    public Dictionary<string, string> Values { get; } = [];

    public Dictionary<string, DateTimeOffset> LastModified { get; } = [];

    public override Task<GetParameterResponse> GetParameterAsync(
        GetParameterRequest request, CancellationToken cancellationToken = default) =>
        Values.TryGetValue(request.Name, out var value)
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
