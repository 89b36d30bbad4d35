using Functions.Publish;
using Functions.Repair;
using Functions.Transform;

namespace Twin.Host;

/// <summary>The names of the stages, and the functions that work in them.</summary>
public static class RunStages
{
    public static ImmutableArray<string> Names { get; } =
        [.. Enum.GetNames<RunStage>().Select(name => name.ToLowerInvariant())];

    public static string Name(this RunStage stage) => Names[(int)stage];

    public static RunStage Parse(string name) => (RunStage)Names.IndexOf(name);

    /// <summary>The stage in which a function works; the first one if its handler is not known.</summary>
    internal static RunStage Find(DeclaredResource function) => function.OptionalText("handler") switch
    {
        { } handler when handler == TransformHandler.Name || handler == RepairHandler.Name => RunStage.Transform,
        { } handler when handler == PublishHandler.Name => RunStage.Publish,
        _ => RunStage.Extract,
    };
}

/// <summary>The stages of a run, in order.</summary>
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
