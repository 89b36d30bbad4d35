namespace Infra.Settings;

/// <summary>One setting as <c>Pulumi.yaml</c> declares it, in the terms of Pulumi's project configuration
/// (https://www.pulumi.com/docs/iac/concepts/projects/project-file/#config-options).</summary>
/// <param name="Key">The key, as in <c>pulumi config set</c>.</param>
/// <param name="Type">The declared type of its value.</param>
/// <param name="Default">The value for a stack that sets none; null where each stack must set it.</param>
/// <param name="Description">The description, for a person who has to set it.</param>
public sealed record Setting(string Key, SettingType Type, string? Default, string Description)
{
    /// <summary>True if it may only be set with <c>--secret</c>.</summary>
    public bool Secret { get; init; }
}
