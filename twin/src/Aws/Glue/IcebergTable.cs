using System.Collections.Immutable;

namespace Twin.Aws.Glue;

/// <summary>A declared table in the open table format Apache Iceberg.</summary>
/// <param name="Fields">The fields of its schema, in order.</param>
/// <param name="Partition">The fields of its partition specification; empty for a table that is not partitioned.</param>
/// <param name="Order">The fields by which the rows of a file are sorted; empty for no order.</param>
/// <param name="Properties">The table's properties.</param>
public sealed record IcebergTable(
    ImmutableArray<IcebergField> Fields,
    ImmutableArray<IcebergPartitionField> Partition,
    ImmutableArray<IcebergSortField> Order,
    ImmutableSortedDictionary<string, string> Properties);

/// <summary>A field of an Iceberg schema.</summary>
/// <param name="Id">The id, which stays when the field is renamed.</param>
/// <param name="Name">The name in lower case.</param>
/// <param name="Type">Iceberg's name of the type, such as <c>long</c>.</param>
/// <param name="Required">True if a null is refused.</param>
/// <param name="Doc">A text for people; null if there is none.</param>
public sealed record IcebergField(int Id, string Name, string Type, bool Required, string? Doc = null);

/// <summary>A field of a partition specification.</summary>
/// <param name="Name">The name, which is part of the files' keys.</param>
/// <param name="Source">The name of the field from which it is computed.</param>
/// <param name="Transform">The transform, such as <c>month</c>.</param>
public sealed record IcebergPartitionField(string Name, string Source, string Transform);

/// <summary>A field of a sort order.</summary>
/// <param name="Source">The name of the field.</param>
/// <param name="IsDescending">True if great values come first.</param>
/// <param name="NullsFirst">True if nulls come first.</param>
public sealed record IcebergSortField(string Source, bool IsDescending, bool NullsFirst);
