using Infra.Snowflake;
using Pulumi.Snowflake;
using Pulumi.Snowflake.Inputs;

using SnowflakeTask = Pulumi.Snowflake.Task;

namespace Infra.Components;

/// <summary>The place of the stage's files.</summary>
/// <param name="Integration">The name of the storage integration that reads them.</param>
/// <param name="AfterRole">The options of what needs the integration's role.</param>
internal sealed record StageLocation(
    Output<string> Url, Output<string> Integration, CustomResourceOptions AfterRole);

/// <summary>The contents of the schema in Snowflake: file format, stage, tables, views and the task that loads. Their
/// owner is the loading role.</summary>
internal static class WarehouseContents
{
    /// <summary>The longest statement and load: those of a day end well before.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromHours(1);

    // A load that fails each day costs credits and needs somebody: the task stops.
    private const int MaxFailures = 3;

    /// <param name="options">The options of everything: the loading role, after its grants.</param>
    public static void Declare(
        WarehouseArgs args,
        StageLocation place,
        (Output<string> Database, Output<string> Warehouse) names,
        CustomResourceOptions options)
    {
        var (database, schema) = (names.Database, SnowflakeNames.Schema);
        string Named(string name) => $"{args.Name}-snowflake-{name.ToLowerInvariant()}";

        var stage = new StageExternalS3(
            Named("stage"),
            new StageExternalS3Args
            {
                Name = SnowflakeLoad.Stage,
                Database = database,
                Schema = schema,
                Comment = "The lake's files in S3",
                Url = place.Url,
                StorageIntegration = place.Integration,
                // The task refreshes the folders that the role may list; all of the bucket it may not.
                Directory = new StageExternalS3DirectoryArgs { Enable = true, RefreshOnCreate = "false" },
            },
            CustomResourceOptions.Merge(options, place.AfterRole));
        var format = new FileFormat(Named("format"), Format(args.Settings, database), options);
        var tables = SnowflakeTables.All.Select(table => new Pulumi.Snowflake.Table(
            Named(table.Name),
            new TableArgs
            {
                Name = table.Name,
                Database = database,
                Schema = schema,
                Comment = table.Comment,
                Columns = table.Columns
                    .Select(column => new TableColumnArgs
                    {
                        Name = column.Name,
                        Type = column.Type,
                        Nullable = column.Nullable,
                        Comment = column.Comment,
                    })
                    .ToList(),
            },
            options));

        var after = CustomResourceOptions.Merge(options, new() { DependsOn = [stage, format, .. tables] });
        foreach (var view in SnowflakeViews.All(args.Settings))
        {
            _ = new View(
                Named(view.Name),
                new ViewArgs
                {
                    Name = view.Name,
                    Database = database,
                    Schema = schema,
                    Comment = view.Comment,
                    Statement = view.Sql,
                },
                after);
        }

        _ = new SnowflakeTask(
            Named("load"),
            new TaskArgs
            {
                Name = SnowflakeLoad.Task,
                Database = database,
                Schema = schema,
                Comment = "Loads the files that have changed, and merges their rows",
                Warehouse = names.Warehouse,
                Schedule = new TaskScheduleArgs { UsingCron = $"{args.Snowflake.Schedule} UTC" },
                SqlStatement = SnowflakeLoad.Text(args.Settings),
                Started = true,
                SuspendTaskAfterNumFailures = MaxFailures,
                UserTaskTimeoutMs = (int)MaxTime.TotalMilliseconds,
                Timezone = "UTC",
            },
            after);
    }

    private static FileFormatArgs Format(StackSettings settings, Output<string> database)
    {
        var files = LakeFileFormat.Of(settings.TableFormat);
        var format = new FileFormatArgs
        {
            Name = SnowflakeLoad.Format,
            Database = database,
            Schema = SnowflakeNames.Schema,
            FormatType = files.Type,
            // The provider sends no empty list, and then \N would stand for NULL. No value has a line break.
            NullIfs = files.NullIf is [] ? ["\n"] : [.. files.NullIf],
            TrimSpace = files.TrimSpace,
        };
        if (files == LakeFileFormat.Csv)
        {
            format.SkipHeader = files.SkipHeader!.Value;
            format.FieldOptionallyEnclosedBy = files.FieldOptionallyEnclosedBy!;
            format.Escape = files.Escape!;
            format.EscapeUnenclosedField = files.EscapeUnenclosedField!;
            format.EmptyFieldAsNull = files.EmptyFieldAsNull!.Value;
        }

        return format;
    }
}
