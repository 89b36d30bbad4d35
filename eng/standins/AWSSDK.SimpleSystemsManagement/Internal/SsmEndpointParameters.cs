using Amazon.Runtime.Endpoints;

namespace Amazon.SimpleSystemsManagement.Internal;

/// <summary>The parameters of the endpoint rules.</summary>
internal sealed class SsmEndpointParameters : EndpointParameters
{
    /// <summary>The region's name; null if none is known.</summary>
    public string Region { get; init; }

    public bool UseDualStack { get; init; }

    public bool UseFips { get; init; }

    /// <summary>The configured address; null if there is none.</summary>
    public string Endpoint { get; init; }
}
