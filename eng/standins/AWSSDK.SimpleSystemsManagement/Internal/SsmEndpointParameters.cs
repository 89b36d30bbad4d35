using Amazon.Runtime.Endpoints;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>What the endpoint depends on.</summary>
internal sealed class SsmEndpointParameters : EndpointParameters
{
    /// <summary>The region's name; null if none is known.</summary>
    public string Region { get; init; }

    public bool UseDualStack { get; init; }

    public bool UseFips { get; init; }

    /// <summary>An address that was configured; null if none was.</summary>
    public string Endpoint { get; init; }
}
