using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement;

/// <summary>A parameter's tier: how long its value may be, and what it costs.</summary>
public class ParameterTier(string value) : ConstantClass(value)
{
    /// <summary>Up to 8 KB, with policies, at a charge.</summary>
    public static readonly ParameterTier Advanced = new("Advanced");

    /// <summary>Standard where that is enough, advanced otherwise.</summary>
    public static readonly ParameterTier IntelligentTiering = new("Intelligent-Tiering");

    /// <summary>Up to 4 KB, free of charge.</summary>
    public static readonly ParameterTier Standard = new("Standard");

    /// <summary>The tier of this name; a new one if the name is not known.</summary>
    public static ParameterTier FindValue(string value) => FindValue<ParameterTier>(value);

    /// <summary>The tier of this name.</summary>
    public static implicit operator ParameterTier(string value) => FindValue(value);
}
