using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace DuckDB.NET.Data;

/// <summary>A value for a statement's <c>$name</c>, or for its next <c>?</c> when it has no name.</summary>
public class DuckDBParameter : DbParameter
{
    /// <summary>A parameter without a name and a value.</summary>
    public DuckDBParameter()
        : this("", DbType.String, null)
    {
    }

    /// <summary>A parameter by its name, without the <c>$</c>.</summary>
    public DuckDBParameter(string name, object? value)
        : this(name, TypeOf(value), value)
    {
    }

    /// <summary>A parameter by its name, without the <c>$</c>.</summary>
    public DuckDBParameter(string name, DbType type, object? value)
    {
        DbType = type;
        ParameterName = name;
        Value = value;
        DbType = type;
        SourceColumn = "";
    }

    /// <inheritdoc/>
    public override DbType DbType { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    [DefaultValue("")]
    public override string ParameterName { get => field; set => field = value ?? ""; }

    /// <inheritdoc/>
    public override object? Value
    {
        get;
        set
        {
            field = value;
            DbType = TypeOf(value);
        }
    }

    /// <inheritdoc/>
    public override ParameterDirection Direction { get; set; }

    /// <inheritdoc/>
    public override bool IsNullable { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    [DefaultValue("")]
    public override string SourceColumn { get => field; set => field = value ?? ""; }

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.String;

    private static DbType TypeOf(object? value) => value switch
    {
        bool => DbType.Boolean,
        int => DbType.Int32,
        long => DbType.Int64,
        double => DbType.Double,
        decimal => DbType.Currency,
        string => DbType.String,
        DateOnly => DbType.Date,
        DateTime => DbType.DateTime,
        _ => DbType.Object,
    };
}
