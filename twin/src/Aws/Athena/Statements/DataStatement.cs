namespace Twin.Aws.Athena.Statements;

/// <summary>A statement that changes a table or its files.</summary>
/// <param name="Operation">Its first word, in capitals.</param>
/// <param name="Table">The parts of the table's name, as written.</param>
internal abstract record DataStatement(string Operation, ImmutableArray<SqlToken> Table);

/// <summary><c>MERGE INTO table USING source ON condition WHEN …</c>.</summary>
/// <param name="Alias">The name by which the statement refers to the table.</param>
/// <param name="Source">The source, with its alias.</param>
/// <param name="On">The condition of a match.</param>
/// <param name="Cases">The clauses, in order.</param>
internal sealed record MergeStatement(
    ImmutableArray<SqlToken> Table, string Alias, SqlPart Source, SqlPart On, ImmutableArray<ChangeCase> Cases)
    : DataStatement("MERGE", Table);

/// <summary><c>INSERT INTO table (columns) query</c>.</summary>
/// <param name="Columns">The columns; empty for all.</param>
internal sealed record InsertStatement(
    ImmutableArray<SqlToken> Table, ImmutableArray<SqlToken> Columns, SqlPart Query)
    : DataStatement("INSERT", Table);

/// <summary><c>DELETE FROM table WHERE condition</c>, or <c>UPDATE table SET … WHERE condition</c>.</summary>
/// <param name="Operation">DELETE or UPDATE.</param>
/// <param name="Where">The condition; null for all rows.</param>
internal sealed record RowStatement(
    string Operation, ImmutableArray<SqlToken> Table, SqlPart? Where, ChangeCase Case)
    : DataStatement(Operation, Table);

/// <summary><c>OPTIMIZE table REWRITE DATA USING BIN_PACK WHERE condition</c>.</summary>
/// <param name="Where">The condition on partitions; null for all.</param>
internal sealed record OptimizeStatement(ImmutableArray<SqlToken> Table, SqlPart? Where)
    : DataStatement(Word, Table)
{
    public const string Word = "OPTIMIZE";
}

/// <summary><c>VACUUM table</c>.</summary>
/// <param name="Table">The parts of the table's name.</param>
internal sealed record VacuumStatement(ImmutableArray<SqlToken> Table) : DataStatement("VACUUM", Table);

/// <summary><c>ALTER TABLE table SET TBLPROPERTIES ('name'='value')</c>, or <c>UNSET TBLPROPERTIES
/// ('name')</c>.</summary>
/// <param name="Properties">The properties; null for one that is unset.</param>
internal sealed record AlterStatement(
    ImmutableArray<SqlToken> Table, ImmutableArray<KeyValuePair<string, string?>> Properties)
    : DataStatement("ALTER", Table);

/// <summary>A clause of a statement that changes rows, such as a WHEN of a MERGE.</summary>
/// <param name="Condition">The condition after AND; null if there is none.</param>
/// <param name="Columns">The columns to which values are assigned.</param>
/// <param name="Values">Their values, in the same order.</param>
internal sealed record ChangeCase(
    ChangeKind Kind, SqlPart? Condition, ImmutableArray<SqlToken> Columns, ImmutableArray<SqlPart> Values)
{
    /// <summary>True if it is for rows of the source for which the target has none.</summary>
    public bool IsForUnmatched => Kind == ChangeKind.Insert;
}

/// <summary>A kind of change to a row of a table.</summary>
internal enum ChangeKind
{
    Insert,
    Update,
    Delete,
}
