namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A parameter to create or to give a new value.</summary>
public partial class PutParameterRequest : AmazonSimpleSystemsManagementRequest
{
    /// <summary>A regular expression that the value must match.</summary>
    public string AllowedPattern { get; set; }

    /// <summary>The data type, <c>text</c> unless said otherwise.</summary>
    public string DataType { get; set; }

    /// <summary>What the parameter is for.</summary>
    public string Description { get; set; }

    /// <summary>The key of AWS KMS that encrypts a SecureString; the account's default key unless given.</summary>
    public string KeyId { get; set; }

    /// <summary>The name, with its whole hierarchy.</summary>
    public string Name { get; set; }

    /// <summary>Whether an existing parameter gets the new value. Unset is false.</summary>
    public bool? Overwrite { get; set; }

    /// <summary>The tier.</summary>
    public ParameterTier Tier { get; set; }

    /// <summary>The type; needed to create the parameter.</summary>
    public ParameterType Type { get; set; }

    /// <summary>The value.</summary>
    public string Value { get; set; }
}
