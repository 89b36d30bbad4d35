namespace Infra.Settings;

/// <summary>One setting as <c>Pulumi.yaml</c> declares it, in the terms of Pulumi's project configuration
/// (https://www.pulumi.com/docs/iac/concepts/projects/project-file/#config-options).</summary>
/// <param name="Key">The key, as in <c>pulumi config set</c>.</param>
/// <param name="Type">The declared type of its value: <c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="Default">The value for a stack that sets none; null where each stack must set it.</param>
/// <param name="Description">The description, for a person who has to set it.</param>
public record Setting(string Key, string Type, string? Default, string Description)
{
    /// <summary>True if it may only be set with <c>--secret</c>.</summary>
    public bool Secret { get; init; }

    /// <summary>True for a secret that not every stack has. <c>Pulumi.yaml</c> does not declare it, since the Pulumi
    /// CLI demands each declared setting without a default.</summary>
    public bool Optional { get; init; }
}

/// <summary>A setting with the values that it accepts.</summary>
/// <param name="Parse">Reads the value, or reports what is wrong with it and returns any other.</param>
public sealed record Setting<T>(
    string Key, string Type, string? Default, string Description, SettingParser<T> Parse)
    : Setting(Key, Type, Default, Description);

/// <summary>Reads the text of a setting.</summary>
/// <param name="text">The text without blanks around it; empty where nothing is set and there is no default.</param>
/// <param name="problems">Gets what is wrong.</param>
public delegate T SettingParser<out T>(string text, SettingProblems problems);
