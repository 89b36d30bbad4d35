using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement.Internal;
using Amazon.Util.Internal;

namespace Amazon.SimpleSystemsManagement;

/// <summary>
/// The client's configuration. The address is the first of these that is set: <c>ServiceURL</c>, AWS_ENDPOINT_URL_SSM,
/// AWS_ENDPOINT_URL, the region's.
/// </summary>
public partial class AmazonSimpleSystemsManagementConfig : ClientConfig
{
    private static readonly string Agent = InternalSDKUtils.BuildUserAgentString("SSM", "4.0.103.7");

    /// <summary>Makes the default configuration.</summary>
    public AmazonSimpleSystemsManagementConfig()
        : base(new DefaultConfigurationProvider(DefaultConfigurations.All))
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = RegionEndpointServiceName;
        EndpointProvider = new SsmEndpointProvider();
    }

    /// <summary>The service's id, SSM, which is also the end of the name AWS_ENDPOINT_URL_SSM.</summary>
    public static new string ServiceId => "SSM";

    /// <inheritdoc />
    public override string RegionEndpointServiceName => "ssm";

    /// <inheritdoc />
    public override string ServiceVersion => "2014-11-06";

    /// <inheritdoc />
    public override string UserAgent => Agent;

    /// <inheritdoc />
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var context = new RequestContext(false)
        {
            ClientConfig = this,
            OriginalRequest = parameters.Request,
            Request = new DefaultRequest(parameters.Request, ServiceId)
            {
                AlternateEndpoint = parameters.AlternateEndpoint,
            },
        };
        return new SsmEndpointResolver().GetEndpoint(new Amazon.Runtime.Internal.ExecutionContext(context, null));
    }
}
