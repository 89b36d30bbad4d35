namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A parameter to create or to give a new value.</summary>
public partial class PutParameterRequest : AmazonSimpleSystemsManagementRequest
{
    /// <summary>The key of AWS KMS that encrypts a SecureString; the account's default key unless given.</summary>
    public string KeyId { get; set; }

    /// <summary>The name, with its whole hierarchy.</summary>
    public string Name { get; set; }

    /// <summary>Whether an existing parameter gets the new value. Unset is false.</summary>
    public bool? Overwrite { get; set; }

    /// <summary>The type; needed to create the parameter.</summary>
    public ParameterType Type { get; set; }

    /// <summary>The value.</summary>
    public string Value { get; set; }
}
