namespace Infra.Iceberg;

/// <summary>A column of an analytics table. An unknown value is NULL.</summary>
/// <param name="Id">Iceberg's id of the column. The data files have ids and no names, so an id never changes and is
/// never used again: a new column gets the next one.</param>
/// <param name="Name">The name, in lower case.</param>
/// <param name="Type">One of <see cref="ColumnType"/>.</param>
/// <param name="Comment">The meaning of its values, for those who query. The catalog allows 255 characters.</param>
internal sealed record AnalyticsColumn(int Id, string Name, string Type, string Comment);
