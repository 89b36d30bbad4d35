namespace Infra.Snowflake;

/// <summary>The task that loads the files which the ledger has changed, and then runs the merges of their days and
/// months.</summary>
internal static class SnowflakeLoad
{
    public const string Task = "LOAD";

    /// <summary>The name of the stage: the whole processed bucket, with a directory table.</summary>
    public const string Stage = "LAKE";

    /// <summary>The name of the file format of <see cref="LakeFileFormat"/>.</summary>
    public const string Format = "LAKE_FILES";

    /// <summary>The prefixes of the bucket that the task lists or reads.</summary>
    public static ImmutableArray<string> Prefixes { get; } =
        [SnapshotMarker.Prefix, PlaysMarker.Prefix, .. Tables.Declared.Select(table => table.Prefix)];

    /// <summary>The task's text, a block of Snowflake Scripting. Its objects are those of the task's schema.</summary>
    public static string Text(StackSettings settings) => Text(settings.TableFormat, settings.FirstDay);

    /// <param name="firstDay">The first day of the tables.</param>
    public static string Text(TableFormat format, DateOnly firstDay) =>
        throw new NotSupportedException($"{format.Name} {firstDay}");
}
