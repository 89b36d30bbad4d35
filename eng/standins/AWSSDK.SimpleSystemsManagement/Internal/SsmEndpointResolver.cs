using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>Sets the address of a request: the configured one, otherwise the region's.</summary>
internal sealed class SsmEndpointResolver : BaseEndpointResolver
{
    protected override void ServiceSpecificHandler(
        IExecutionContext executionContext, EndpointParameters parameters) =>
        InjectHostPrefix(executionContext.RequestContext);

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var config = requestContext.ClientConfig;
        return new SsmEndpointParameters
        {
            Region = requestContext.Request.AlternateEndpoint?.SystemName ??
                config.RegionEndpoint?.SystemName ??
                RegionOfServiceUrl(config),
            UseDualStack = config.UseDualstackEndpoint,
            UseFips = config.UseFIPSEndpoint,
            Endpoint = config.ServiceURL,
        };
    }

    private static string RegionOfServiceUrl(IClientConfig config)
    {
        if (string.IsNullOrEmpty(config.ServiceURL))
        {
            return null;
        }

        if (!string.IsNullOrEmpty(config.AuthenticationRegion))
        {
            return config.AuthenticationRegion;
        }

        return RegionEndpoint.GetBySystemName(AWSSDKUtils.DetermineRegion(config.ServiceURL)).SystemName;
    }
}
