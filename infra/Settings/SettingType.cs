namespace Infra.Settings;

/// <summary>The types of Pulumi's project configuration that this project uses.</summary>
public enum SettingType
{
    /// <summary><c>string</c></summary>
    String,

    /// <summary><c>integer</c></summary>
    Integer,

    /// <summary><c>boolean</c></summary>
    Boolean,
}
