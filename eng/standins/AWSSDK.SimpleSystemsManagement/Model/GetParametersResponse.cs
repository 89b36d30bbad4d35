using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>The parameters that were found, and the names of the others. A list that was not sent is null.</summary>
public partial class GetParametersResponse : AmazonWebServiceResponse
{
    /// <summary>The names that are no parameters.</summary>
    public List<string> InvalidParameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>The parameters.</summary>
    public List<Parameter> Parameters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
