namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>Which parameter to read.</summary>
public partial class GetParameterRequest : AmazonSimpleSystemsManagementRequest
{
    /// <summary>The name or the ARN; <c>name:version</c> or <c>name:label</c> for another than the latest.</summary>
    public string Name { get; set; }

    /// <summary>Whether a SecureString comes decrypted. Unset is false.</summary>
    public bool? WithDecryption { get; set; }
}
