namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A request to create or overwrite a parameter.</summary>
public partial class PutParameterRequest : AmazonSimpleSystemsManagementRequest
{
    /// <summary>The KMS key that encrypts a SecureString; null for the account's default key.</summary>
    public string KeyId { get; set; }

    /// <summary>The name, with its whole hierarchy.</summary>
    public string Name { get; set; }

    /// <summary>True to overwrite an existing parameter. Unset is false.</summary>
    public bool? Overwrite { get; set; }

    /// <summary>The type; needed to create the parameter.</summary>
    public ParameterType Type { get; set; }

    /// <summary>The value.</summary>
    public string Value { get; set; }
}
