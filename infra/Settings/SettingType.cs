namespace Infra.Settings;

/// <summary>The types of Pulumi's project configuration that this project uses.</summary>
public enum SettingType
{
    /// <summary><c>string</c></summary>
    Text,

    /// <summary><c>integer</c></summary>
    Number,

    /// <summary><c>boolean</c></summary>
    Flag,
}
