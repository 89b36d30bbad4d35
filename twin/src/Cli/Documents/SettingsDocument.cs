using System.Text;
using Infra.Settings;

namespace Twin.Cli.Documents;

internal static class SettingsDocument
{
    public static WrittenTable Place { get; } = new("docs/configure.md", "dotnet dev.cs graph --settings --write");

    public static string Table(IEnumerable<Setting> settings)
    {
        var text = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
        foreach (var setting in settings)
        {
            text.Append("| `").Append(setting.Key).Append("` | ")
                .Append(setting switch
                {
                    { Secret: true } => "must be set, with `--secret`",
                    { Default: null } => "must be set",
                    { Default: "" } => "empty",
                    _ => $"`{setting.Default}`",
                })
                .Append(" | ").Append(setting.Description.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        }

        return text.ToString();
    }
}
