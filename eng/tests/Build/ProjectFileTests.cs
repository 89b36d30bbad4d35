using Infra.Settings;
using YamlDotNet.RepresentationModel;

namespace Eng.Tests.Build;

public class ProjectFileTests
{
    private static readonly Dictionary<SettingType, string> TypeNames = new()
    {
        [SettingType.String] = "string",
        [SettingType.Integer] = "integer",
        [SettingType.Boolean] = "boolean",
    };

    [Fact]
    public void The_project_file_declares_every_setting_as_the_program_reads_it()
    {
        var declared = Declared().Select(setting => new Setting(
            setting.Key,
            TypeNames.Single(type => type.Value == Text(setting.Value, "type")).Key,
            Text(setting.Value, "default"),
            Text(setting.Value, "description")!)
        {
            Secret = Text(setting.Value, "secret") == "true",
        });

        Assert.Equal(KnownSettings.All, declared);
    }

    [Fact]
    public void A_secret_has_no_default_since_the_Pulumi_CLI_would_refuse_it_as_not_encrypted()
    {
        var secrets = Declared().Where(setting => Text(setting.Value, "secret") == "true").ToList();

        Assert.Equal(2, secrets.Count);
        Assert.All(secrets, secret => Assert.Null(Text(secret.Value, "default")));
    }

    private static IEnumerable<(string Key, YamlMappingNode Value)> Declared()
    {
        using var file = File.OpenText(Path.Combine(PulumiProject.Folder, "Pulumi.yaml"));
        var yaml = new YamlStream();
        yaml.Load(file);
        var config = (YamlMappingNode)((YamlMappingNode)yaml.Documents[0].RootNode).Children["config"];
        return [.. config.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, (YamlMappingNode)pair.Value))];
    }

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? ((YamlScalarNode)value).Value : null;
}
