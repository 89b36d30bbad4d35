using Twin.Cli.Processes;

namespace Twin.Cli.Operations;

/// <summary>The access to a deployed stack: its outputs from the Pulumi CLI, and the AWS CLI with the shell's
/// configuration.</summary>
internal sealed class StackAccess : IDisposable
{
    /// <summary>The least version of the AWS CLI: earlier ones leave out what they do not know of an answer, such as
    /// the log group of a function.</summary>
    public static readonly Version LeastAwsCli = new(2, 13, 37);

    private readonly CommandLineTool _pulumi;
    private readonly string _folder;

    private StackAccess(
        string stack, CommandLineTool pulumi, string folder, string? region, AwsCli aws, StackOutputs outputs) =>
        (Stack, _pulumi, _folder, Region, Aws, Outputs) = (stack, pulumi, folder, region, aws, outputs);

    public string Stack { get; }

    /// <summary>The stack's region; null for the shell's.</summary>
    public string? Region { get; }
    public AwsCli Aws { get; }
    public StackOutputs Outputs { get; }

    public static async Task<StackAccess> FindAsync(
        string stack, string folder, string? path, CancellationToken cancellationToken)
    {
        var pulumi = CommandLineTool.Find("pulumi", path) ?? throw new InputException(
            "--stack asks the Pulumi CLI for the stack's names, and there is none in PATH: "
            + "https://www.pulumi.com/docs/install/");
        var aws = CommandLineTool.Find("aws", path) ?? throw new InputException(
            "--stack works through the AWS CLI, and there is none in PATH: "
            + "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html");

        var told = (await aws.RunAsync(["--version"], folder, cancellationToken)).Output;
        if (!Version.TryParse(told.Split('/', ' ').ElementAtOrDefault(1), out var version) || version < LeastAwsCli)
        {
            throw new InputException(
                $"--stack needs version {LeastAwsCli} of the AWS CLI, or a later one. This one is: {told.Trim()}");
        }

        var (exitCode, output, errors) = await pulumi.RunAsync(
            ["stack", "output", "--json", "--stack", stack], folder, cancellationToken);
        if (exitCode != 0)
        {
            throw new InputException(
                $"{errors.Trim()}\nPulumi does not give the outputs of the stack '{stack}'. Name one that is deployed: "
                + "pulumi stack ls");
        }

        var configured = await pulumi.RunAsync(
            ["config", "get", "aws:region", "--stack", stack], folder, cancellationToken);
        var region = configured.ExitCode == 0 ? configured.Output.Trim() : null;
        return new StackAccess(
            stack,
            pulumi,
            folder,
            region,
            new AwsCli(aws, region, TimeProvider.System),
            StackOutputs.Parse(stack, output));
    }

    public Task<ToolResult> PulumiAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        _pulumi.RunAsync([.. arguments, "--stack", Stack], _folder, cancellationToken);

    public void Dispose() => Aws.Dispose();
}

internal sealed class StackOutputs
{
    private readonly ImmutableDictionary<string, JsonElement> _outputs;

    private StackOutputs(ImmutableDictionary<string, JsonElement> outputs) => _outputs = outputs;

    public static StackOutputs Parse(string stack, string json)
    {
        var outputs = AwsCli.Parse(json);
        return outputs.ValueKind == JsonValueKind.Object
            ? new StackOutputs(outputs.EnumerateObject()
                .ToImmutableDictionary(output => output.Name, output => output.Value))
            : throw new InputException($"The stack '{stack}' has no outputs: pulumi up deploys it.");
    }

    public string Text(string name) => Find(name, JsonValueKind.String).GetString()!;

    public ImmutableArray<string> Texts(string name) =>
        [.. Find(name, JsonValueKind.Array).EnumerateArray().Select(text => text.GetString()!)];

    private JsonElement Find(string name, JsonValueKind kind) =>
        _outputs.TryGetValue(name, out var value) && value.ValueKind == kind
            ? value
            : throw new InputException(
                $"The stack has no output '{name}': it was deployed by an earlier version. Deploy this one: pulumi up");
}
