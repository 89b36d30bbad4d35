using System.Globalization;
using System.Numerics;
using System.Text;
using DuckDB.NET.Data;

namespace DuckDB.NET.Native;

/// <summary>Runs the statements of a text one after another, each when its result is read.</summary>
internal static unsafe class Statements
{
    public static IEnumerable<Duck.Result> Execute(
        ConnectionHandle connection, string sql, DuckDBParameterCollection parameters)
    {
        var count = Duck.ExtractStatements(connection, sql, out var statements);
        try
        {
            if (count == 0)
            {
                throw new DuckDBException(ExtractError(statements));
            }

            for (ulong i = 0; i < count; i++)
            {
                yield return ExecuteOne(connection, statements, i, parameters);
            }
        }
        finally
        {
            Duck.DestroyExtracted(ref statements);
        }
    }

    private static string ExtractError(nint statements) => Duck.Text(Duck.ExtractStatementsError(statements));

    private static Duck.Result ExecuteOne(
        ConnectionHandle connection, nint statements, ulong index, DuckDBParameterCollection parameters)
    {
        var state = Duck.PrepareExtractedStatement(connection, statements, index, out var prepared);
        try
        {
            if (state != 0)
            {
                throw new DuckDBException(OrElse(Duck.Text(Duck.PrepareError(prepared)), "DuckDBQuery failed"));
            }

            Bind(prepared, parameters);
            if (Duck.ExecutePrepared(prepared, out var result) == 0)
            {
                return result;
            }

            var message = OrElse(Duck.Text(Duck.ResultError(ref result)), "DuckDB execution failed");
            var type = Duck.ResultErrorType(ref result);
            Duck.DestroyResult(ref result);
            throw type == DuckDBErrorType.Interrupt
                ? new OperationCanceledException()
                : new DuckDBException(message, type);
        }
        finally
        {
            Duck.DestroyPrepare(ref prepared);
        }
    }

    private static string OrElse(string text, string other) => text.Length > 0 ? text : other;

    private static void Bind(nint prepared, DuckDBParameterCollection parameters)
    {
        var expected = Duck.ParameterCount(prepared);
        if ((ulong)parameters.Count < expected)
        {
            throw new InvalidOperationException(
                $"Invalid number of parameters. Expected {expected}, got {parameters.Count}");
        }
        var byName = parameters.Cast<DuckDBParameter>().Any(p => p.ParameterName.Length > 0);
        for (var i = 0; i < parameters.Count; i++)
        {
            var index = (ulong)i + 1;
            if (byName ? Duck.BindParameterIndex(prepared, out index, parameters[i].ParameterName) == 0
                    : index <= expected)
            {
                Bind(prepared, index, parameters[i].Value);
            }
        }
    }

    private static void Bind(nint prepared, ulong index, object? value)
    {
        var native = ToNative(value);
        try
        {
            if (Duck.BindValue(prepared, index, native) != 0)
            {
                throw new InvalidOperationException(
                    $"Unable to bind parameter {index}: {Duck.Text(Duck.PrepareError(prepared))}");
            }
        }
        finally
        {
            Duck.DestroyValue(ref native);
        }
    }

    private static nint ToNative(object? value) => value switch
    {
        null or DBNull => Duck.CreateNullValue(),
        bool b => Duck.CreateBool(b),
        sbyte or byte or short or ushort or int => Duck.CreateInt32(Convert.ToInt32(value, null)),
        uint or long => Duck.CreateInt64(Convert.ToInt64(value, null)),
        float or double => Duck.CreateDouble(Convert.ToDouble(value, null)),
        DateOnly date => Duck.CreateDate(date.DayNumber - Epoch.DayNumber),
        DateTime time => Duck.CreateTimestamp((time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
        string text => Text(text),
        // DuckDB casts the text to the type that the statement wants
        decimal or ulong or BigInteger => Text(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        _ => throw new NotSupportedException($"A parameter cannot have the type {value.GetType()}"),
    };

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    private static nint Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* pointer = bytes)
        {
            return Duck.CreateVarchar(pointer, (ulong)bytes.Length);
        }
    }
}
