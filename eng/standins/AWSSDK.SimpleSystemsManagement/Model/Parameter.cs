namespace Amazon.SimpleSystemsManagement.Model;

/// <summary>A parameter. Fields that the service did not send are null.</summary>
public partial class Parameter
{
    /// <summary>The time at which this version was made, in UTC.</summary>
    public DateTime? LastModifiedDate { get; set; }

    /// <summary>The name.</summary>
    public string Name { get; set; }

    /// <summary>The value; for a SecureString the cipher text, unless the request asks for decryption.</summary>
    public string Value { get; set; }
}
