using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement;

/// <summary>A parameter's type.</summary>
public class ParameterType(string value) : ConstantClass(value)
{
    /// <summary>Encrypted with a key of AWS KMS.</summary>
    public static readonly ParameterType SecureString = new("SecureString");
}
