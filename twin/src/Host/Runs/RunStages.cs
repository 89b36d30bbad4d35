using System.Collections.Immutable;
using Functions.Publish;
using Functions.Repair;
using Functions.Transform;
using Twin.Declaration;

namespace Twin.Host.Runs;

/// <summary>The names of the stages, and the functions that work in them.</summary>
public static class RunStages
{
    /// <summary>The names, in order.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. Enum.GetNames<RunStage>().Select(name => name.ToLowerInvariant())];

    /// <summary>The name of a stage: <c>extract</c>, <c>transform</c>, <c>publish</c> or <c>query</c>.</summary>
    public static string Name(this RunStage stage) => Names[(int)stage];

    /// <summary>The stage of a name of <see cref="Names"/>.</summary>
    public static RunStage Parse(string name) => (RunStage)Names.IndexOf(name);

    /// <summary>The stage in which a function works; the first one if its handler is not known.</summary>
    internal static RunStage Of(DeclaredResource function) => function.OptionalText("handler") switch
    {
        { } handler when handler == TransformHandler.Name || handler == RepairHandler.Name => RunStage.Transform,
        { } handler when handler == PublishHandler.Name => RunStage.Publish,
        _ => RunStage.Extract,
    };
}
