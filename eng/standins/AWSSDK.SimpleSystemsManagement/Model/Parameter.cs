namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A parameter. What the service did not send is null.</summary>
public partial class Parameter
{
    /// <summary>The ARN.</summary>
    public string ARN { get; set; }

    /// <summary>The data type, for example <c>text</c>.</summary>
    public string DataType { get; set; }

    /// <summary>When this version was made, in UTC.</summary>
    public DateTime? LastModifiedDate { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>The version or the label, with its colon, that the name was asked for with.</summary>
    public string Selector { get; set; }

    /// <summary>What another service answered, of a parameter that refers to one.</summary>
    public string SourceResult { get; set; }

    /// <summary>The type.</summary>
    public ParameterType Type { get; set; }

    /// <summary>The value; of a SecureString the cipher text, unless decryption was asked for.</summary>
    public string Value { get; set; }

    /// <summary>The version.</summary>
    public long? Version { get; set; }
}
