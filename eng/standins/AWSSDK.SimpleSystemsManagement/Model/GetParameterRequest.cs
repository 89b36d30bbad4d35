namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A request to read a parameter.</summary>
public partial class GetParameterRequest : AmazonSimpleSystemsManagementRequest
{
    /// <summary>The name or the ARN; <c>name:version</c> or <c>name:label</c> for another than the latest.</summary>
    public string Name { get; set; }

    /// <summary>True to decrypt a SecureString. Unset is false.</summary>
    public bool? WithDecryption { get; set; }
}
