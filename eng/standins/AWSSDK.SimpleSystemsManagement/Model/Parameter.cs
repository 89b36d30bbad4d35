namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A parameter. What the service did not send is null.</summary>
public partial class Parameter
{
    /// <summary>When this version was made, in UTC.</summary>
    public DateTime? LastModifiedDate { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>The value; of a SecureString the cipher text, unless decryption was asked for.</summary>
    public string Value { get; set; }
}
