namespace Infra.Settings;

/// <summary>The problems of one setting.</summary>
/// <param name="lines">Gets a line for each problem: the key, the value, and the accepted values.</param>
public sealed class SettingProblems(Setting setting, ICollection<string> lines)
{
    /// <summary>There is no value.</summary>
    public void Missing() => lines.Add(setting.Secret
        ? $"  {setting.Key} is not set. {setting.Description}: pulumi config set --secret {setting.Key}"
        : $"  {setting.Key} is not set. {setting.Description}: pulumi config set {setting.Key} …");

    public void Wrong(string text, string accepts) =>
        lines.Add($"  {setting.Key} is '{text}'. It accepts {accepts}.");

    /// <summary>Another sentence about the value.</summary>
    public void Add(string predicate) => lines.Add($"  {setting.Key} {predicate}");
}
