using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement;

/// <summary>A parameter's type.</summary>
public class ParameterType(string value) : ConstantClass(value)
{
    /// <summary>Encrypted with a key of AWS KMS.</summary>
    public static readonly ParameterType SecureString = new("SecureString");

    /// <summary>Plain text.</summary>
    public static readonly ParameterType String = new("String");

    /// <summary>Plain texts, separated by commas.</summary>
    public static readonly ParameterType StringList = new("StringList");

    /// <summary>The type of this name; a new one if the name is not known.</summary>
    public static ParameterType FindValue(string value) => FindValue<ParameterType>(value);

    /// <summary>The type of this name.</summary>
    public static implicit operator ParameterType(string value) => FindValue(value);
}
