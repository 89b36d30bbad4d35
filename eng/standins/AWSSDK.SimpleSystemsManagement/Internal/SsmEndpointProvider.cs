using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>The service's endpoint rules.</summary>
internal sealed class SsmEndpointProvider : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        var given = (SsmEndpointParameters)parameters;
        return string.IsNullOrEmpty(given.Endpoint) ? OfRegion(given) : Configured(given);
    }

    private static Endpoint Configured(SsmEndpointParameters given)
    {
        if (given.UseFips)
        {
            throw new AmazonClientException("Invalid Configuration: FIPS and custom endpoint are not supported");
        }

        if (given.UseDualStack)
        {
            throw new AmazonClientException("Invalid Configuration: Dualstack and custom endpoint are not supported");
        }

        return new Endpoint(given.Endpoint);
    }

    private static Endpoint OfRegion(SsmEndpointParameters given)
    {
        if (string.IsNullOrEmpty(given.Region) || Fn.Partition(given.Region) is not { } partition)
        {
            throw new AmazonClientException("Invalid Configuration: Missing Region");
        }

        Require(!given.UseFips || partition.supportsFIPS, "FIPS is enabled but this partition does not support FIPS");
        Require(
            !given.UseDualStack || partition.supportsDualStack,
            "DualStack is enabled but this partition does not support DualStack");

        // GovCloud's ordinary endpoints are the validated ones.
        var host = given.UseFips && (given.UseDualStack || partition.name != "aws-us-gov") ? "ssm-fips" : "ssm";
        var suffix = given.UseDualStack ? partition.dualStackDnsSuffix : partition.dnsSuffix;
        return new Endpoint($"https://{host}.{given.Region}.{suffix}");
    }

    private static void Require(bool supported, string message)
    {
        if (!supported)
        {
            throw new AmazonClientException(message);
        }
    }
}
