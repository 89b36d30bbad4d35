namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>Which parameters to read.</summary>
public partial class GetParametersRequest : AmazonSimpleSystemsManagementRequest
{
    /// <summary>One to ten names or ARNs. Null until set, unless <c>AWSConfigs.InitializeCollections</c>.</summary>
    public List<string> Names { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>Whether a SecureString comes decrypted. Unset is false.</summary>
    public bool? WithDecryption { get; set; }
}
