using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>What became of the parameter.</summary>
public partial class PutParameterResponse : AmazonWebServiceResponse
{
    /// <summary>The tier that the parameter is in.</summary>
    public ParameterTier Tier { get; set; }

    /// <summary>The version that the value got: 1 for a new parameter.</summary>
    public long? Version { get; set; }
}
