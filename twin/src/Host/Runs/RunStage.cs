namespace Twin.Host.Runs;

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
