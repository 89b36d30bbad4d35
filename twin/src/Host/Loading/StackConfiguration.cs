using System.Security.Cryptography;
using Functions.Extract;
using Functions.Lake;
using Infra.Settings;
using Pulumi;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Twin.Host.Loading;

/// <summary>A stack's configuration in <c>Pulumi.&lt;stack&gt;.yaml</c>.</summary>
public sealed record StackConfiguration(string Project, string Stack, ImmutableDictionary<string, string> Values)
{
    // Only the stack's secrets provider can read an encrypted value; the twin uses a value of its own instead.
    private const string Encrypted = "[encrypted]";

    private static readonly Lazy<string> OwnKey = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    // Read by the AWS provider and by Pulumi itself.
    private static readonly ImmutableArray<string> ReadByOthers = ["aws", "pulumi"];

    public string Region => Values.GetValueOrDefault("aws:region", "us-east-1");

    public ImmutableArray<string> Playlists =>
    [
        .. Sources(Values.GetValueOrDefault(Key(KnownSettings.Playlists.Key))).Select(source => source.Text),
    ];

    /// <summary>True if plays are read.</summary>
    public bool Plays => Values.GetValueOrDefault(Key(KnownSettings.Plays.Key)) == "true";

    public static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "Pulumi.*.yaml")
        .Select(path => Path.GetFileName(path)["Pulumi.".Length..^".yaml".Length])
        .Order(StringComparer.Ordinal);

    /// <exception cref="InputException">The stack does not exist, its file is not YAML, or a setting is not
    /// valid.</exception>
    public static StackConfiguration Read(string folder, string stack)
    {
        var project = Scalar(Load(Path.Combine(folder, "Pulumi.yaml")), "name")
            ?? throw new InputException("Pulumi.yaml has no 'name'. Add the project's name: name: spotify");

        var file = Path.Combine(folder, $"Pulumi.{stack}.yaml");
        if (stack.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()) || !File.Exists(file))
        {
            throw new InputException(
                $"There is no stack '{stack}': Pulumi.{stack}.yaml does not exist. Choose one of: "
                + string.Join(", ", Names(folder)) + ".");
        }

        var configuration = new StackConfiguration(project, stack, ReadValues(Load(file), file));
        configuration.Check(Path.GetFileName(file));
        return configuration;
    }

    /// <summary>The scopes that reading a stack's sources and plays needs, also if its other settings are not valid
    /// yet.</summary>
    /// <param name="stack">The stack's name, also with its organization; null for the default settings.</param>
    public static ImmutableArray<string> Scopes(string folder, string? stack) =>
    [
        .. Sources(stack is null ? null : Find(folder, stack, KnownSettings.Playlists))
            .SelectMany(source => source.Scopes)
            .Concat(stack is not null && Find(folder, stack, KnownSettings.Plays) == "true"
                ? [ScheduledEvent.PlaysScope]
                : [])
            .Distinct(),
    ];

    /// <summary>A copy in which some settings of the project are replaced.</summary>
    public StackConfiguration With(IEnumerable<KeyValuePair<string, string>> settings) =>
        this with
        {
            Values = Values.SetItems(settings.Select(setting => KeyValuePair.Create(Key(setting.Key), setting.Value))),
        };

    /// <summary>A copy with these secrets: only the stack's secrets provider can read the file's own.</summary>
    public StackConfiguration WithSecrets(string clientSecret, string refreshToken) => With(
    [
        KeyValuePair.Create(KnownSettings.ClientSecret.Key, clientSecret),
        KeyValuePair.Create(KnownSettings.RefreshToken.Key, refreshToken),
    ]);

    /// <summary>A copy in which the twin's own private key stands for the stack's, which only the stack's secrets
    /// provider can read: nothing logs in with it.</summary>
    public StackConfiguration WithOwnKey() =>
        Values.GetValueOrDefault(Key(KnownSettings.SnowflakePrivateKey.Key)) is null or Encrypted
            && Values.GetValueOrDefault(Key(KnownSettings.Warehouse.Key)) == "snowflake"
                ? With([KeyValuePair.Create(KnownSettings.SnowflakePrivateKey.Key, OwnKey.Value)])
                : this;

    /// <summary>A copy with Snowflake, also of a stack that has none: with names that stand for its
    /// account's.</summary>
    public StackConfiguration WithSnowflake()
    {
        var own = new Dictionary<string, string> { [KnownSettings.Warehouse.Key] = "snowflake" };
        foreach (var (setting, standsFor) in new (Setting, string)[]
        {
            (KnownSettings.SnowflakeOrganization, "organization"),
            (KnownSettings.SnowflakeAccount, "account"),
            (KnownSettings.SnowflakeUser, "deployer"),
        })
        {
            own[setting.Key] = Values.GetValueOrDefault(Key(setting.Key)) is { Length: > 0 } set ? set : standsFor;
        }

        return With(own);
    }

    private static IEnumerable<SourceId> Sources(string? setting) =>
        (setting ?? KnownSettings.Playlists.Default!).Split(',')
            .Select(text => SourceId.TryParse(text, out var source) ? source : null)
            .OfType<SourceId>()
            .Distinct();

    private static string? Find(string folder, string stack, Setting setting)
    {
        var file = Path.Combine(folder, $"Pulumi.{stack.Split('/')[^1]}.yaml");
        return File.Exists(file)
            ? ReadValues(Load(file), file)
                .FirstOrDefault(value => value.Key.EndsWith($":{setting.Key}", StringComparison.Ordinal))
                .Value
            : null;
    }

    private string Key(string setting) => $"{Project}:{setting}";

    private void Check(string file)
    {
        // The file contains secrets only after `pulumi config set --secret`, so the twin uses its own.
        var reader = new SettingsReader(
            setting => Values.GetValueOrDefault(Key(setting)),
            _ => Output.CreateSecret(Encrypted),
            Values.GetValueOrDefault("aws:region"));
        _ = reader.Read();

        var withoutNamespace = Values.Keys
            .Where(key => !key.Contains(':', StringComparison.Ordinal))
            .Select(key => $"  {key} has no namespace. Write {Project}:{key}.");
        var unknown = Values.Keys
            .Where(key => key.StartsWith(Project + ":", StringComparison.Ordinal))
            .Select(key => key[(Project.Length + 1)..])
            .Except(KnownSettings.All.Select(setting => setting.Key))
            .Order(StringComparer.Ordinal)
            .Select(key => $"  {key} is not a setting. There are: "
                + $"{string.Join(", ", KnownSettings.All.Select(setting => setting.Key))}.");

        var foreign = Values.Keys
            .Where(key => key.Contains(':', StringComparison.Ordinal)
                && !key.StartsWith(Project + ":", StringComparison.Ordinal))
            .Where(key => !ReadByOthers.Contains(key.Split(':')[0]))
            .Order(StringComparer.Ordinal)
            .Select(key => $"  {key} is read by nobody. The settings of this project begin with {Project}:, "
                + $"those of others with {string.Join(": or ", ReadByOthers)}:.");
        var plain = KnownSettings.All
            .Where(setting => setting.Secret
                && Values.GetValueOrDefault(Key(setting.Key)) is { Length: > 0 } and not Encrypted)
            .Select(setting => $"  {setting.Key} is in plain text, readable for everybody who has the file. Renew it "
                + $"where it comes from, then: pulumi config set --secret {setting.Key}");

        var problems = reader.Problems
            .Concat(plain).Concat(withoutNamespace).Concat(unknown).Concat(foreign)
            .ToList();
        if (problems.Count > 0)
        {
            throw new InputException(string.Join('\n', [$"{file} is not valid:", .. problems]));
        }
    }

    private static YamlMappingNode Load(string file)
    {
        try
        {
            using var reader = File.OpenText(file);
            var yaml = new YamlStream();
            yaml.Load(reader);
            return yaml.Documents switch
            {
                [{ RootNode: YamlMappingNode root }] => root,
                [_, { RootNode.Start.Line: var line }, ..] => throw new InputException(
                    $"{file}, line {line}: another YAML document begins, and Pulumi reads the first alone. Move its "
                    + "settings to the first, and remove the line '---'."),
                _ => throw new InputException($"{file} holds no settings. It begins with 'config:'."),
            };
        }
        catch (YamlException broken)
        {
            throw new InputException(
                $"{file}, line {broken.Start.Line}: not valid YAML ({broken.Message}). Correct the line.", broken);
        }
        catch (FileNotFoundException)
        {
            throw new InputException($"{file} does not exist. Run the program from the repository.");
        }
    }

    private static string? Scalar(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(key, out var value) ? (value as YamlScalarNode)?.Value : null;

    private static ImmutableDictionary<string, string> ReadValues(YamlMappingNode root, string file)
    {
        if (!root.Children.TryGetValue("config", out var config) || config is YamlScalarNode { Value: null or "" })
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        return config is YamlMappingNode settings
            ? settings.Children.ToImmutableDictionary(
                setting => (setting.Key as YamlScalarNode)?.Value ?? throw new InputException(
                    $"{file}, line {setting.Key.Start.Line}: a setting's name must be a text, like spotify:playlists."),
                setting => Value(setting.Value))
            : throw new InputException($"{file}: 'config' is not a list of settings. Write: config:\n  "
                + "spotify:playlists: …");

        string Value(YamlNode node) => node switch
        {
            YamlScalarNode scalar => scalar.Value ?? "",
            YamlMappingNode mapping when mapping.Children.ContainsKey("secure") => Encrypted,
            _ => throw new InputException(
                $"{file}, line {node.Start.Line}: a list or an object, where a text is expected. "
                + "Write several values separated by commas."),
        };
    }
}

/// <summary>The folder that contains <c>Pulumi.yaml</c>: the twin runs the stack of the repository in which it was
/// built.</summary>
public static class PulumiProject
{
    /// <exception cref="InputException">This program was moved out of the repository.</exception>
    public static string Folder => Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml")))
            {
                return folder.FullName;
            }
        }

        throw new InputException(
            $"No folder above {AppContext.BaseDirectory} holds a Pulumi.yaml. Run the program from the repository.");
    }
}
