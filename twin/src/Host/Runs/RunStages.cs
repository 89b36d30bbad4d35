using System.Collections.Immutable;
using Functions.Publish;
using Functions.Repair;
using Functions.Transform;
using Twin.Declaration;

namespace Twin.Host.Runs;

public static class RunStages
{
    public static ImmutableArray<string> Names { get; } =
        [.. Enum.GetNames<RunStage>().Select(name => name.ToLowerInvariant())];

    public static string Name(this RunStage stage) => Names[(int)stage];

    public static RunStage Parse(string name) => (RunStage)Names.IndexOf(name);

    /// <summary>The stage in which a function works; the first one if its handler is not known.</summary>
    internal static RunStage Of(DeclaredResource function) => function.OptionalText("handler") switch
    {
        { } handler when handler == TransformHandler.Name || handler == RepairHandler.Name => RunStage.Transform,
        { } handler when handler == PublishHandler.Name => RunStage.Publish,
        _ => RunStage.Extract,
    };
}

public enum RunStage
{
    /// <summary>Spotify is read into the raw bucket.</summary>
    Extract,

    /// <summary>The snapshots become tables.</summary>
    Transform,

    /// <summary>The tables are registered and published.</summary>
    Publish,

    /// <summary>The named queries are run: the whole run.</summary>
    Query,
}
