using Infra.Settings;
using Twin.Cli.Documents;

namespace Eng.Tests.Build;

public class ProjectFileTests
{
    [Fact]
    public void The_project_file_declares_every_setting_as_the_program_reads_it()
    {
        var project = File.ReadAllText(Path.Combine(PulumiProject.Folder, SettingsDocument.ProjectFile));

        Assert.True(
            project == SettingsDocument.ProjectWith(project, KnownSettings.All),
            $"{SettingsDocument.ProjectFile} is not what the settings are. Run: {SettingsDocument.Place.Command}");
    }

    [Fact]
    public void A_secret_has_no_default_since_the_Pulumi_CLI_would_refuse_it_as_not_encrypted()
    {
        var secrets = KnownSettings.All.Where(setting => setting.Secret).ToList();

        Assert.Equal(
            ["clientSecret", "refreshToken", "snowflakePrivateKey", "snowflakePassphrase"],
            secrets.Select(secret => secret.Key));
        Assert.All(secrets, secret => Assert.Null(secret.Default));
    }
}
