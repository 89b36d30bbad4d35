namespace Twin.Aws.Athena.Statements;

/// <summary>Reads the statements that change Iceberg tables, by the grammar of Trino (MERGE, INSERT, UPDATE, DELETE)
/// and of Athena's own statements (OPTIMIZE, VACUUM, ALTER TABLE of properties).</summary>
internal static class DataStatementReader
{
    /// <summary>The statement; null if its first word is that of another one.</summary>
    /// <exception cref="AthenaException">Athena would refuse it; the message has the position.</exception>
    public static DataStatement? TryRead(string sql)
    {
        var reader = new StatementReader(sql);
        DataStatement? statement = reader.Next.Text.ToUpperInvariant() switch
        {
            "MERGE" => Merge(reader),
            "INSERT" => Insert(reader),
            "DELETE" => Delete(reader),
            "UPDATE" => Update(reader),
            "OPTIMIZE" => Optimize(reader),
            "VACUUM" => Vacuum(reader),
            "ALTER" => Alter(reader),
            _ => null,
        };
        return statement is null || reader.IsAtEnd ? statement : throw reader.Unexpected("<EOF>");
    }

    private static MergeStatement Merge(StatementReader reader)
    {
        reader.Expect("MERGE", "INTO");
        var table = reader.QualifiedName();
        var alias = reader.Take("AS") || !reader.Next.Is("USING") ? reader.Name() : table[^1];
        reader.Expect("USING");
        var source = reader.Until("ON", "WHEN");
        reader.Expect("ON");
        var on = reader.Until("WHEN");
        var cases = ImmutableArray.CreateBuilder<ChangeCase>();
        do
        {
            cases.Add(MergeCase(reader));
        }
        while (!reader.IsAtEnd);
        return new MergeStatement(table, alias.Text, source, on, cases.ToImmutable());
    }

    private static ChangeCase MergeCase(StatementReader reader)
    {
        reader.Expect("WHEN");
        var isUnmatched = reader.Take("NOT");
        reader.Expect("MATCHED");
        if (reader.Next.Is("BY"))
        {
            throw reader.Refuse(
                "SYNTAX_ERROR: mismatched input 'BY'. Athena has WHEN MATCHED and WHEN NOT MATCHED only: make the "
                + "source a full join with the table, and delete the rows that it marks");
        }

        SqlPart? condition = reader.Take("AND") ? reader.Until("THEN") : null;
        reader.Expect("THEN");
        if (isUnmatched)
        {
            reader.Expect("INSERT");
            var columns = reader.Next.Text == "(" ? Columns(reader) : [];
            reader.Expect("VALUES", "(");
            var values = List(reader, ")");
            reader.Expect(")");
            return new ChangeCase(ChangeKind.Insert, condition, columns, values);
        }

        if (reader.Take("DELETE"))
        {
            return new ChangeCase(ChangeKind.Delete, condition, [], []);
        }

        reader.Expect("UPDATE", "SET");
        return Assignments(reader, condition, "WHEN");
    }

    private static InsertStatement Insert(StatementReader reader)
    {
        reader.Expect("INSERT", "INTO");
        var table = reader.QualifiedName();
        var columns = reader.Next.Text == "(" && IsColumnList(reader) ? Columns(reader) : [];
        return new InsertStatement(table, columns, reader.Until());
    }

    private static RowStatement Delete(StatementReader reader)
    {
        reader.Expect("DELETE", "FROM");
        var table = reader.QualifiedName();
        return new RowStatement("DELETE", table, Where(reader), new ChangeCase(ChangeKind.Delete, null, [], []));
    }

    private static RowStatement Update(StatementReader reader)
    {
        reader.Expect("UPDATE");
        var table = reader.QualifiedName();
        reader.Expect("SET");
        var change = Assignments(reader, null, "WHERE");
        return new RowStatement("UPDATE", table, Where(reader), change);
    }

    private static OptimizeStatement Optimize(StatementReader reader)
    {
        reader.Expect("OPTIMIZE");
        var table = reader.QualifiedName();
        reader.Expect("REWRITE", "DATA", "USING", "BIN_PACK");
        return new OptimizeStatement(table, Where(reader));
    }

    private static VacuumStatement Vacuum(StatementReader reader)
    {
        reader.Expect("VACUUM");
        return new VacuumStatement(reader.QualifiedName());
    }

    private static AlterStatement Alter(StatementReader reader)
    {
        reader.Expect("ALTER", "TABLE");
        var table = reader.QualifiedName();
        var sets = !reader.Take("UNSET");
        if (sets)
        {
            reader.Expect("SET");
        }

        reader.Expect("TBLPROPERTIES", "(");
        var properties = ImmutableArray.CreateBuilder<KeyValuePair<string, string?>>();
        do
        {
            var name = reader.Text();
            if (!IcebergRetention.Properties.Contains(name))
            {
                throw reader.Refuse($"The local twin changes no table property {name}.");
            }

            if (sets)
            {
                reader.Expect("=");
            }

            var value = sets ? reader.Text() : null;
            if (value is not null && !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                throw reader.Refuse($"The table property {name} is no whole number.");
            }

            properties.Add(KeyValuePair.Create(name, value));
        }
        while (reader.Take(","));
        reader.Expect(")");
        return new AlterStatement(table, properties.ToImmutable());
    }

    private static SqlPart? Where(StatementReader reader) => reader.Take("WHERE") ? reader.Until() : null;

    /// <summary>Reads <c>a = x, b = y</c>.</summary>
    /// <param name="reader">The reader, at the first column.</param>
    /// <param name="condition">The condition of the clause.</param>
    /// <param name="end">The word after the assignments.</param>
    private static ChangeCase Assignments(StatementReader reader, SqlPart? condition, string end)
    {
        var columns = ImmutableArray.CreateBuilder<SqlToken>();
        var values = ImmutableArray.CreateBuilder<SqlPart>();
        do
        {
            if (reader.Next.Text == "(")
            {
                throw reader.Refuse(
                    "SYNTAX_ERROR: mismatched input '('. Expecting: a name. Athena takes SET a = x, b = y");
            }

            columns.Add(reader.Name());
            if (reader.Next.Text == ".")
            {
                throw reader.Refuse(
                    "SYNTAX_ERROR: mismatched input '.'. Expecting: '='. A column of the table is set without its "
                    + "alias");
            }

            reader.Expect("=");
            values.Add(reader.Until(",", end));
        }
        while (reader.Take(","));
        return new ChangeCase(ChangeKind.Update, condition, columns.ToImmutable(), values.ToImmutable());
    }

    // INSERT INTO t (SELECT …) has no list of columns.
    private static bool IsColumnList(StatementReader reader)
    {
        var ahead = reader.Copy();
        ahead.Expect("(");
        return ahead.Next is var first
            && !first.Is("SELECT") && !first.Is("WITH") && !first.Is("VALUES") && first.Text != "(";
    }

    private static ImmutableArray<SqlToken> Columns(StatementReader reader)
    {
        reader.Expect("(");
        var columns = ImmutableArray.CreateBuilder<SqlToken>();
        do
        {
            columns.Add(reader.Name());
        }
        while (reader.Take(","));
        reader.Expect(")");
        return columns.ToImmutable();
    }

    private static ImmutableArray<SqlPart> List(StatementReader reader, string end)
    {
        var parts = ImmutableArray.CreateBuilder<SqlPart>();
        do
        {
            parts.Add(reader.Until(",", end));
        }
        while (reader.Take(","));
        return parts.ToImmutable();
    }
}
