global using System.Data;
global using System.Data.Common;
global using DuckDB.NET.Native;
