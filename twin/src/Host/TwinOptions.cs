using Twin.Aws.Hosting;
using Twin.Aws.Lambda;
using Twin.Host.Runs;

namespace Twin.Host;

public sealed record TwinOptions
{
    /// <summary>The undocumented behaviours of which the services play the opposite.</summary>
    public AssumedOtherwise Otherwise { get; init; } = AssumedOtherwise.Nothing;

    /// <summary>The last stage that has work: what would start a later one is dropped.</summary>
    public RunStage Until { get; init; } = RunStage.Query;

    /// <summary>What runs the functions' handlers. Only tests have another one than processes.</summary>
    internal IFunctionRuntime Functions { get; init; } = IFunctionRuntime.Processes;
}
